using Gateway.Iec104;
using Gateway.Iec104.Asdus;
using Gateway.Simulator.Rtus;

namespace Gateway.Tests.Simulator.Files;

/// <summary><c>data/iodata*.csv</c>: good, odd and broken.</summary>
[TestClass]
public sealed class SignalFileTests
{
    [TestMethod, TestProperty("Rule", "C2")]
    public void A_row_is_a_signal_with_its_condition()
    {
        var (signals, findings) = TestFolder.ReadSignals("#index,GI,typeid,IOA,Value,wait sec,rtu no,type id,ioa,value,T-out(s),Comment,\n317,Y,31,317,2,3,32,46,21001,2,5000,H-LN01Q1,bay 1,\n");
        Assert.IsEmpty(findings);
        Assert.AreEqual(
            new SignalRow(
                2,
                317,
                IsInterrogated: true,
                TypeIdentification.M_DP_TB_1,
                new InformationObjectAddress(317),
                2,
                TimeSpan.FromSeconds(3),
                new SignalCondition(new CommonAddress(32), TypeIdentification.C_DC_NA_1, new InformationObjectAddress(21001), 2, TimeSpan.FromSeconds(5000)),
                "H-LN01Q1 bay 1"),
            signals.Rows.Single());
    }

    [TestMethod, TestProperty("Rule", "C2")]
    public void A_row_with_a_commands_type_names_the_status_point_behind_it()
    {
        var (signals, findings) = TestFolder.ReadSignals("1,N,46,21001,301,0,,,,,,cmd\n2,Y,30,300,1,0,,,,,,\n3,Y,31,301,1,0,,,,,,\n4,N,3,301,2,0,,,,,,\n");
        Assert.IsEmpty(findings);
        Assert.AreEqual(new CommandRow(1, TypeIdentification.C_DC_NA_1, new(21001), new(301), "cmd"), signals.Commands.Single());
        Assert.AreEqual(3, signals.StatusOf(signals.Commands[0])!.Line);
    }

    [TestMethod, TestProperty("Rule", "C2")]
    public void An_exclamation_mark_ends_the_interrogation_and_nothing_else()
    {
        var (signals, findings) = TestFolder.ReadSignals("1,Y,30,1,1,0,,,,,,\n#!End GI,Y,30,7,1,0,,,,,,\n!,,,\n2,Y,30,2,1,0,,,,,,\n3,N,30,3,1,0,,,,,,\n4,N,46,9,1,0,,,,,,\n");
        CollectionAssert.AreEqual(new[] { true, false, false }, signals.Rows.Select(r => r.IsInterrogated).ToArray());
        Assert.HasCount(1, signals.Commands);
        Assert.AreEqual("data/io.csv:3:1: warning: '!' ends the interrogation: 1 rows behind it have GI=Y and are not part of it; remove the row, or the Y of the rows behind it", findings[0]);
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("2,Y,30,,1,0,,,,,,", "4: IOA is missing; the row is skipped")]
    [DataRow("2,Y,30,16777216,1,0,,,,,,", "4: IOA '16777216' is not a number from 0 to 16777215; the row is skipped")]
    [DataRow("2,Y,x,2,1,0,,,,,,", "3: typeid 'x' is not a number from 1 to 255; the row is skipped")]
    [DataRow("2,Y,30,2,,0,,,,,,", "5: Value is missing; the row is skipped")]
    [DataRow("2,Y,30,2,ON,0,,,,,,", "5: Value 'ON' is no number; the row is skipped")]
    [DataRow("2,Y,30,2,2,0,,,,,,", "5: Value '2' does not fit; the row is skipped; a value of M_SP_TB_1 is a whole number from 0 to 1")]
    [DataRow("2,Y,9,2,1.01,0,,,,,,", "5: Value '1.01' does not fit; the row is skipped; a value of M_ME_NA_1 is a number from -1 to 1")]
    [DataRow("2,N,200,2,1,0,,,,,,", "5: Value '1' does not fit; the row is skipped; nothing is known of type 200")]
    [DataRow("2,N,46,2,x,0,,,,,,", "5: value of a command row, the IOA of its status point, 'x' is not a number from 0 to 16777215; the row is skipped")]
    [DataRow("2,N,30,2,1,0,0x,,,,,", "7: condition rtu no '0x' is not a number from 0 to 65534; the row is skipped")]
    [DataRow("2,N,30,2,1,0,,,,4,,", "10: condition value '4' is not a number from 0 to 3; the row is skipped")]
    [DataRow("1.2E+11,N,30,2,1,0,,,,,,", "1: index '1.2E+11' is not a number; the row is skipped")]
    [DataRow("99999999999,N,30,2,1,0,,,,,,", "1: index '99999999999' is not a number from 0 to 2147483647; the row is skipped")]
    public void A_bad_row_is_told_and_the_good_ones_are_read(string row, string finding)
    {
        var (signals, findings) = TestFolder.ReadSignals($"1,Y,30,1,1,0,,,,,,\n{row}\n3,Y,30,3,1,0,,,,,,\n");
        CollectionAssert.AreEqual(new[] { 1u, 3u }, signals.Rows.Select(r => r.Object.Value).ToArray());
        StringAssert.StartsWith(findings.Single(), $"data/io.csv:2:{finding}");
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("2,y,30,2,1,0,,,,,,", "2: warning: GI 'y' is read as N")]
    [DataRow("2,Y,38,2,1,0,,,,,,", "2: warning: type 38 has none without time tag and is not part of interrogations")]
    [DataRow("2,N,30,2,1,soon,,,,,,", "6: warning: wait sec 'soon' is no time in seconds; 0 is taken")]
    [DataRow("2,N,30,2,1,0,,,,,-1,", "11: warning: T-out '-1' is no time in seconds; 0 is taken")]
    [DataRow("2,N,30,2,1", "5: warning: the row has 5 cells; the original ignores one with fewer than 11, here it is read")]
    [DataRow("2,N,46,9,77,0,,,,,,", "5: warning: no row has the status point 77")]
    [DataRow("2,N,46,9,1,0,,,,,,", "5: warning: the row of the status point 1 stands before its command, in line 1, and is taken")]
    [DataRow("2,N,46,8,1,0,,,,,,\n2,N,46,8,1,0,,,,,,", "5: warning: the row of the status point 1 stands before its command")]
    public void What_is_read_otherwise_than_it_seems_is_told(string row, string finding)
    {
        var (_, findings) = TestFolder.ReadSignals($"1,Y,30,1,1,0,,,,,,\n{row}\n");
        StringAssert.StartsWith(findings[0], $"data/io.csv:2:{finding}");
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void A_command_that_is_defined_twice_is_told()
    {
        var (signals, findings) = TestFolder.ReadSignals("1,N,46,8,1,0,,,,,,\n2,N,45,8,2,0,,,,,,\n3,Y,30,1,1,0,,,,,,\n4,Y,30,2,1,0,,,,,,\n");
        StringAssert.StartsWith(findings.Single(), "data/io.csv:2:4: warning: the command at IOA 8 is defined in line 1 already, which is taken");
        Assert.AreEqual(1, signals.CommandAt(new(8))!.Line);
    }

    [TestMethod]
    public void Any_type_may_be_written_octet_by_octet()
    {
        var (signals, findings) = TestFolder.ReadSignals("1,N,30,1,0x81000000000000FF,0,,,,,,\n2,N,200,1,0xC0FFEE,0,,,,,,\n");
        Assert.IsEmpty(findings);
        CollectionAssert.AreEqual(Convert.FromHexString("C0FFEE"), signals.Rows[1].Value.Octets.ToArray());
    }

    [TestMethod]
    public void A_file_without_signals_is_told()
    {
        var (_, findings) = TestFolder.ReadSignals("# empty\n");
        StringAssert.StartsWith(findings.Single(), "data/io.csv:1:1: warning: no row is a signal or a command");
    }

    [TestMethod]
    [DataRow("1", "1")]
    [DataRow("-0.4", "-0.4")]
    [DataRow("1e3", "1000")]
    [DataRow("0x01c4", "0x01C4")]
    public void A_value_is_a_number_or_octets(string text, string read)
    {
        Assert.IsTrue(SignalValue.TryParse(text, out var value));
        Assert.AreEqual(read, value.ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("x")]
    [DataRow("0x")]
    [DataRow("0x1")]
    [DataRow("0xGG")]
    [DataRow("NaN")]
    [DataRow("1e999")]
    public void What_is_neither_is_no_value(string text) => Assert.IsFalse(SignalValue.TryParse(text, out _));
}
