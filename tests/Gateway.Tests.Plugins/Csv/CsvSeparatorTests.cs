using System.Text;
using Gateway.Abstractions.Configuration;
using Gateway.Plugins.Csv;

namespace Gateway.Tests.Plugins.Csv;

/// <summary>What spreadsheets make of a file (C3).</summary>
[TestClass]
public sealed class CsvSeparatorTests
{
    private const string Group = "111,RTU-ABB,2404,111,2,60,15,10,20,8,12,1000,Y,all,127.0.1.1:2404,";

    [TestMethod, TestProperty("Rule", "C3")]
    [DataRow("iec104MM2SS-1port-v1.0\n" + Group)]
    [DataRow("\uFEFFiec104MM2SS-1port-v1.0\r\n" + Group + "\r\n")]
    [DataRow("iec104MM2SS-1port-v1.0,,,,,,,,,,,,,,,,,,\n" + Group + ",,,\n")]
    [DataRow("iec104MM2SS-1port-v1.0\n111;RTU-ABB;2404;111;2;60;15;10;20;8;12;1000;Y;all;127.0.1.1:2404;\n")]
    [DataRow("\"iec104MM2SS-1port-v1.0\"\n \"111\" , RTU-ABB ,2404 , 111,2,60,15,10,20,8,12,1000,Y,all, 127.0.1.1:2404 ,\n")]
    public void The_same_group_is_read(string text)
    {
        var loaded = CsvLoader.Read(Encoding.UTF8.GetBytes(text), new Findings("stations.csv"));
        var group = Assert.ContainsSingle(loaded.Config!.Groups);
        Assert.AreEqual("111", group.Id);
        Assert.AreEqual("RTU-ABB", group.Name);
        Assert.DoesNotContain(f => f.Severity == FindingSeverity.Error, loaded.Findings);
    }

    [TestMethod, TestProperty("Rule", "C3")]
    public void Octets_of_an_old_code_page_in_a_comment_do_not_stop_the_reading()
    {
        var octets = Encoding.Latin1.GetBytes("iec104MM2SS-1port-v1.0\n# Zürich\n" + Group);
        var loaded = CsvLoader.Read(octets, new Findings("stations.csv"));
        Assert.AreEqual("111", Assert.ContainsSingle(loaded.Config!.Groups).Id);
    }
}
