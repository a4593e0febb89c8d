using System.Net;
using System.Text;
using Gateway.Iec104;
using Gateway.Simulator.Files;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Simulator.Files;

/// <summary><c>iec104rs.csv</c>: good, odd and broken.</summary>
[TestClass]
public sealed class RtuFileTests
{
    [TestMethod, TestProperty("Rule", "C2")]
    public void A_row_is_an_RTU()
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus("# id,sys name,rtu no,port no,hosts, k,idletime, iodata.csv\n1,ABB,32,2404,192.168.1.16;127.0.0.7/24;fd00::/8,20,90,io.csv\n");
        var content = folder.Read();
        Assert.IsEmpty(content.Findings);
        var (config, signals) = content.Rtus.Single();
        Assert.AreEqual(("ABB", 32, 1), (config.Name, config.Number.Value, signals.Rows.Length));
        var port = config.Ports.Single();
        Assert.AreEqual(new IPEndPoint(IPAddress.Loopback, 2404), port.Local);
        Assert.AreEqual((20, TimeSpan.FromSeconds(90)), (port.Link.K, port.Link.IdleTimeout));
        Assert.IsTrue(new[] { "192.168.1.16", "127.0.0.250", "fd00::1", "::ffff:127.0.0.1" }.All(a => port.Hosts.Admits(IPAddress.Parse(a))));
        Assert.IsFalse(new[] { "192.168.1.17", "127.0.1.1", "fe00::1" }.Any(a => port.Hosts.Admits(IPAddress.Parse(a))));
    }

    [TestMethod, TestProperty("Rule", "C2")]
    public void Rows_with_one_number_are_ports_of_one_RTU()
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus("1,ABB,32,2404,,12,60,io.csv\n2,ABB,32,2405,10.0.0.0/8,24,120,io.csv\n3,OSI,105,2406,,,,io.csv\n");
        var content = folder.Read();
        Assert.IsEmpty(content.Findings);
        Assert.HasCount(2, content.Rtus);
        CollectionAssert.AreEqual(new[] { 2404, 2405 }, content.Rtus[0].Config.Ports.Select(p => p.Local.Port).ToArray());
        CollectionAssert.AreEqual(new[] { 12, 24 }, content.Rtus[0].Config.Ports.Select(p => p.Link.K).ToArray());
        Assert.IsTrue(content.Rtus[0].Config.Ports[0].Hosts.AdmitsEverybody);
        Assert.IsFalse(content.Rtus[0].Config.Ports[1].Hosts.AdmitsEverybody);
        Assert.AreSame(content.Rtus[0].Signals, content.Rtus[1].Signals);
    }

    [TestMethod, TestProperty("Rule", "C3")]
    public void BOM_CRLF_quotes_padding_blanks_and_semicolons_are_read()
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One);
        foreach (var text in new[]
        {
            "\uFEFF1,ABB,32,2404,,12,60,io.csv,,,\r\n,,,\r\n\r\n",
            "\"# a comment, with commas\",,,\n \"1\" , ABB , 32 , 2404 , , 12 , 60 , io.csv \n",
            "#;;\n1;ABB;32;2404;;12;60;io.csv\n",
        })
        {
            var content = folder.WithRtus(text).Read();
            Assert.AreEqual("ABB", content.Rtus.Single().Config.Name);
            Assert.HasCount(text.Contains(";;", StringComparison.Ordinal) ? 1 : 0, content.Findings);
        }
    }

    [TestMethod, TestProperty("Rule", "C3")]
    public void Octets_of_an_old_code_page_do_not_stop_the_reading()
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus([.. Encoding.Latin1.GetBytes("# für\n1,S\u00fcd,32,2404,,12,60,io.csv\n")]);
        Assert.AreEqual("S\uFFFDd", folder.Read().Rtus.Single().Config.Name);
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void An_exclamation_mark_ends_the_file_and_that_is_told()
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus("1,ABB,32,2404,,12,60,io.csv\n!5,X,33,2405,,12,60,io.csv\n6,Y,34,2406,,12,60,io.csv\n");
        var content = folder.Read();
        Assert.HasCount(1, content.Rtus);
        Assert.AreEqual(
            "iec104rs.csv:2:1: warning: '!5' ends the file: 1 rows of RTUs behind it are not read; begin the row with # to leave out it alone",
            folder.Texts(content.Findings).Single());
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("2,B,0,2405,,12,60,io.csv", "2:3: rtu no '0' is not a number from 1 to 65534; the row is skipped")]
    [DataRow("2,B,65535,2405,,12,60,io.csv", "2:3: rtu no 65535 is the broadcast address; the row is skipped")]
    [DataRow("2,B,,2405,,12,60,io.csv", "2:3: rtu no is missing; the row is skipped")]
    [DataRow("2,B,33,x,,12,60,io.csv", "2:4: port no 'x' is not a number from 1 to 65535; the row is skipped")]
    [DataRow("2,B,33,2404,,12,60,io.csv", "2:4: port 2404 is taken by row 1 (A); the row is skipped; give this row a port of its own")]
    [DataRow("2,B,33,2405,,12,60,nowhere.csv", "2:8: there is no file 'data/nowhere.csv'")]
    [DataRow("2,B,33,2405", "2:8: iodata.csv is missing; the row is skipped")]
    [DataRow("2,\"B,33,2405,,12,60,io.csv", "2:2: the quote that opens this cell is not closed in its line; the row is skipped")]
    [DataRow("x2,B,33,2405,,12,60,io.csv", "2:1: id 'x2' is not a number; the row is skipped")]
    public void A_bad_row_is_told_and_the_good_ones_are_read(string row, string finding)
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus($"1,A,32,2404,,12,60,io.csv\n{row}\n3,C,34,2407,,12,60,io.csv\n");
        var content = folder.Read();
        CollectionAssert.AreEqual(new[] { "A", "C" }, content.Rtus.Select(r => r.Config.Name).ToArray());
        Assert.AreEqual(FindingSeverity.Error, content.Findings.Single().Severity);
        StringAssert.StartsWith(folder.Texts(content.Findings)[0].Replace(folder.Root + "/", "", StringComparison.Ordinal), $"iec104rs.csv:{finding}");
    }

    [TestMethod, TestProperty("Rule", "C4")]
    [DataRow("1,B,33,2405,,12,60,io.csv", "2:1: warning: id 1 is that of row 1, too")]
    [DataRow("2,,33,2405,,12,60,io.csv", "2:2: warning: sys name is missing; 'RTU 33' is taken")]
    [DataRow("2,ABCDEFGHIJKLMNOPQ,33,2405,,12,60,io.csv", "2:2: warning: sys name 'ABCDEFGHIJKLMNOPQ' is longer than 16 characters; 'ABCDEFGHIJKLMNOP' is taken")]
    [DataRow("2,B,33,2405,10.1.1.1;010.1.1.1,12,60,io.csv", "2:5: warning: hosts entry '010.1.1.1' is neither an address nor a network")]
    [DataRow("2,B,33,2405,,k,60,io.csv", "2:6: warning: k 'k' is not a number from 1 to 32767; 12 is taken")]
    [DataRow("2,B,33,2405,,12,30,io.csv", "2:7: warning: idletime 30 is not above t3 + t1 (35 s)")]
    [DataRow("2,B,32,2405,,12,60,io.csv", "2:2: warning: RTU 32 has the name 'A' in row 1, which is taken")]
    [DataRow("2,A,32,2405,,12,60,other.csv", "2:8: warning: RTU 32 has the signals of io.csv by row 1, which are taken")]
    [DataRow("ntp_server,10.1.1.1", "2:1: warning: ntp_server has no effect")]
    [DataRow("k,12", "2:1: warning: 'k' is no setting, and is read as a comment")]
    public void What_is_read_otherwise_than_it_seems_is_told(string row, string finding)
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithSignals(TestFolder.One, "other.csv").WithRtus($"1,A,32,2404,,12,60,io.csv\n{row}\n");
        var content = folder.Read();
        StringAssert.StartsWith(folder.Texts(content.Findings).Single(), $"iec104rs.csv:{finding}");
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void A_filter_without_a_good_entry_admits_nobody()
    {
        using var folder = new TestFolder().WithSignals(TestFolder.One).WithRtus("1,A,32,2404,localhost,12,60,io.csv\n");
        var content = folder.Read();
        Assert.HasCount(2, content.Findings);
        Assert.IsFalse(content.Rtus[0].Config.Ports[0].Hosts.Admits(IPAddress.Loopback));
    }

    [TestMethod, TestProperty("Rule", "C4")]
    public void A_file_that_cannot_be_read_or_has_no_RTU_is_told()
    {
        using var folder = new TestFolder();
        StringAssert.StartsWith(folder.Texts(folder.Read().Findings).Single(), "iec104rs.csv:1:1: the file cannot be read");
        Assert.AreEqual("iec104rs.csv:1:1: no row is a good RTU; write rows as 1,Substation,32,2404,,12,60,iodata1.csv", folder.Texts(folder.WithRtus("# nothing\n").Read().Findings).Single());
    }

    [TestMethod]
    public void The_projects_own_samples_are_without_fault()
    {
        var content = RtuFile.Read(Path.Combine(Repository.Root, "config", "simulator"), IPAddress.Loopback);
        Assert.IsEmpty(content.Findings, string.Join('\n', content.Findings));
        CollectionAssert.AreEqual(new[] { new CommonAddress(101), new CommonAddress(102) }, content.Rtus.Select(r => r.Config.Number).ToArray());
    }

    [TestMethod]
    public void Whatever_stands_in_the_files_reading_ends_well()
    {
        var random = new Random(5);
        var pieces = new[] { ",", ";", "\"", "\n", "\r", "!", "#", "1", "301", "31", "Y", "0x", "é", "\0", "-1.5", "1e9", "io.csv", "2404" };
        for (var n = 0; n < 2000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            using var folder = new TestFolder().WithSignals(text).WithRtus("1,A,32,2404,,12,60,io.csv\n" + text);
            _ = folder.Read();
        }
    }
}
