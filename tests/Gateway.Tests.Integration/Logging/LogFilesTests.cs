using System.Net;
using Gateway.Abstractions.Configuration;
using Gateway.Core.Observation;
using Gateway.Host.Logging;
using Gateway.Iec104;

namespace Gateway.Tests.Integration.Logging;

/// <summary>A file for each group that wants one, inside its folder (O1).</summary>
[TestClass]
public sealed class LogFilesTests
{
    [TestMethod, TestProperty("Rule", "O1")]
    [DataRow("111", "North", "111-North.log")]
    [DataRow("111", "../../etc/passwd", "111-.._.._etc_passwd.log")]
    [DataRow("..", "..", "__-...log")]
    [DataRow("../x", "a\\b:c*?", "___x-a_b_c__.log")]
    [DataRow("CON", "NUL", "CON-NUL.log")]
    [DataRow("CON.1", "COM1.", "CON_1-COM1..log")]
    [DataRow("111", "S\u00fcd\u0001", "111-S_d_.log")]
    public void Whatever_a_station_is_called_its_log_stays_in_the_folder(string id, string name, string file) =>
        CollectionAssert.AreEqual(new[] { file }, FilesOf(Group(id, name)));

    [TestMethod, TestProperty("Rule", "O1")]
    public void Groups_whose_names_look_alike_have_files_of_their_own() =>
        CollectionAssert.AreEquivalent(
            new[] { "a-North.log", "A-North-2.log", "a_b-North.log", "a_b-North-2.log", "1-2-x.log", "1-2-x-2.log" },
            FilesOf(Group("a", "North"), Group("A", "North"), Group("a/b", "North"), Group("a:b", "North"), Group("1", "2-x"), Group("1-2", "x")));

    [TestMethod, TestProperty("Rule", "O1"), TestProperty("Rule", "C6")]
    public void A_group_that_is_begun_anew_goes_on_in_its_file() =>
        CollectionAssert.AreEqual(new[] { "111-North.log" }, FilesOf(Group("111", "North"), Group("111", "North")));

    private static string[] FilesOf(params GroupConfig[] groups)
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            using (var logs = new LogFiles(Path.Combine(root.FullName, "log"), console: false))
            {
                foreach (var group in groups)
                {
                    logs.Of(group).Happened(GroupEventKind.Initialized, "", "Initialized ..");
                }
            }

            return [.. root.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Path.Combine(root.FullName, "log"), f.FullName)).Where(f => f != "gateway.log")];
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static GroupConfig Group(string id, string name) => new()
    {
        Id = id,
        Name = name,
        Hosts = [new RtuEndpoint(IPAddress.Loopback, 2404)],
        CommonAddress = new CommonAddress(1),
        LogEvents = true,
        Ports = [new MasterPortConfig { Name = name, Listen = new IPEndPoint(IPAddress.Loopback, 2405), CommonAddress = new CommonAddress(1) }],
    };
}
