using Gateway.Iec104;
using Gateway.Simulator.Masters;
using Gateway.Tests.Unit;

namespace Gateway.Tests.Simulator.Masters;

/// <summary>Commands from words to octets.</summary>
[TestClass]
public sealed class CommandRequestTests
{
    private static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0);

    [TestMethod]
    [DataRow("C_SC_NA_1:21001=ON", "2D 01 06 00 07 00 09 52 00 01")]
    [DataRow("46:21001=OFF", "2E 01 06 00 07 00 09 52 00 01")]
    [DataRow("c_rc_na_1:1=HIGHER", "2F 01 06 00 07 00 01 00 00 02")]
    [DataRow("C_SE_NA_1:1=-0.5", "30 01 06 00 07 00 01 00 00 00 C0 00")]
    [DataRow("C_SE_NB_1:1=-2", "31 01 06 00 07 00 01 00 00 FE FF 00")]
    [DataRow("C_SE_NC_1:1=1.5", "32 01 06 00 07 00 01 00 00 00 00 C0 3F 00")]
    [DataRow("C_BO_NA_1:1=0xFF00", "33 01 06 00 07 00 01 00 00 00 FF 00 00")]
    [DataRow("C_SC_TA_1:1=0", "3A 01 06 00 07 00 01 00 00 00 00 00 00 0C D5 0B 1A")]
    [DataRow("59:1=2", "3B 01 06 00 07 00 01 00 00 02 00 00 00 0C D5 0B 1A")]
    [DataRow("60:1=LOWER", "3C 01 06 00 07 00 01 00 00 01 00 00 00 0C D5 0B 1A")]
    [DataRow("61:1=0", "3D 01 06 00 07 00 01 00 00 00 00 00 00 00 00 0C D5 0B 1A")]
    [DataRow("62:1=1", "3E 01 06 00 07 00 01 00 00 01 00 00 00 00 00 0C D5 0B 1A")]
    [DataRow("63:1=0", "3F 01 06 00 07 00 01 00 00 00 00 00 00 00 00 00 00 0C D5 0B 1A")]
    [DataRow("64:1=1", "40 01 06 00 07 00 01 00 00 01 00 00 00 00 00 00 0C D5 0B 1A")]
    public void Every_command_type_is_written(string text, string octets) =>
        Assert.AreEqual(octets, Hex.Text(CommandRequest.Parse(text).ToAsdu(new CommonAddress(7), default, isSelect: false, Noon)));

    [TestMethod]
    [DataRow("C_SC_NA_1:1=ON", 1, "2D 01 06 00 07 00 01 00 00 85")]
    [DataRow("C_SE_NC_1:1=0", 2, "32 01 06 00 07 00 01 00 00 00 00 00 00 82")]
    public void A_select_and_a_qualifier_stand_beside_the_value(string text, int qualifier, string octets)
    {
        var command = CommandRequest.Parse(text) with { Qualifier = (byte)qualifier };
        Assert.AreEqual(octets, Hex.Text(command.ToAsdu(new CommonAddress(7), default, isSelect: true, Noon)));
    }

    [TestMethod]
    [DataRow("select C_SC_NA_1:1=ON", "C_SC_NA_1 IOA 1 = ON (select)")]
    [DataRow("cancel  45:1=ON", "C_SC_NA_1 IOA 1 = ON (deactivation)")]
    public void A_select_alone_and_a_deactivation_have_a_word_in_front(string text, string command) =>
        Assert.AreEqual(command, CommandRequest.Parse(text).ToString());

    [TestMethod]
    public void A_time_tag_makes_it_the_other_type() =>
        Assert.AreEqual("C_SE_TC_1 IOA 1 = 0", CommandRequest.Parse("C_SE_NC_1:1=0").WithTime().ToString());

    [TestMethod]
    [DataRow("C_SC_NA_1", "\"C_SC_NA_1\" is no command. TYPE:IOA=VALUE is one, as C_SC_NA_1:21001=ON; ")]
    [DataRow("select 51:1=0", "A bitstring command (51, 64) has no select")]
    [DataRow("operate 45:1=ON", "\"operate 45\" is no command.")]
    [DataRow("M_SP_NA_1:1=ON", "\"M_SP_NA_1\" is no command. Commands are 45..51 and 58..64")]
    [DataRow("45:x=ON", "\"x\" is no information object address: 0..16777215.")]
    [DataRow("45:1=HIGHER", "\"HIGHER\" does not fit C_SC_NA_1: OFF (0) or ON (1).")]
    [DataRow("48:1=1.5", "\"1.5\" is not a normalized value: -1..1, as 0.25.")]
    [DataRow("49:1=1.5", "\"1.5\" is not a scaled value: a whole number -32768..32767.")]
    [DataRow("51:1=F", "\"F\" is not 32 bits")]
    public void What_is_wrong_is_told_with_what_would_be_right(string text, string why) =>
        Assert.StartsWith(why, Assert.ThrowsExactly<FormatException>(() => CommandRequest.Parse(text)).Message);
}
