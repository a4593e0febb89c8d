using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Gateway.Tests.Unit.House;

/// <summary>Which project may use which (docs/architecture.md).</summary>
[TestClass]
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Gateway.Iec104"] = [],
        ["Gateway.Abstractions"] = ["Gateway.Iec104"],
        ["Gateway.Core"] = ["Gateway.Iec104", "Gateway.Abstractions"],
        ["Gateway.Host"] = ["Gateway.Iec104", "Gateway.Abstractions", "Gateway.Core", "Gateway.Simulator"],
        ["Gateway.Simulator"] = ["Gateway.Iec104"],
    };

    [TestMethod]
    public void A_project_uses_only_those_to_its_left()
    {
        foreach (var (project, allowed) in Allowed)
        {
            var file = Path.Combine(Repository.Root, project, project + ".csproj");
            if (File.Exists(file))
            {
                AssertArrows(file, allowed);
            }
        }
    }

    [TestMethod]
    public void A_plugin_knows_the_contracts_and_nothing_else()
    {
        foreach (var file in Repository.Files("*.csproj").Where(f => f.StartsWith(Path.Combine(Repository.Root, "Plugins"), StringComparison.Ordinal)))
        {
            AssertArrows(file, ["Gateway.Iec104", "Gateway.Abstractions"]);
        }
    }

    [TestMethod]
    public void The_protocol_and_the_contracts_need_no_package()
    {
        foreach (var project in new[] { "Gateway.Iec104", "Gateway.Abstractions", "Gateway.Core" })
        {
            var file = XDocument.Load(Path.Combine(Repository.Root, project, project + ".csproj"));
            Assert.IsEmpty(file.Descendants("PackageReference"), project);
        }
    }

    [TestMethod, TestProperty("Rule", "L9")]
    public void The_link_layer_names_no_clock_no_socket_and_no_thread()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "Gateway.Iec104", "Links"), "*.cs"))
        {
            Assert.DoesNotMatchRegex(Outside(), File.ReadAllText(file), Path.GetFileName(file));
        }
    }

    private static void AssertArrows(string file, string[] allowed)
    {
        var used = XDocument.Load(file).Descendants("ProjectReference")
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));
        foreach (var name in used)
        {
            Assert.Contains(name, allowed, $"{Path.GetFileName(file)} may not use {name}");
        }
    }

    // Timeout.InfiniteTimeSpan is a value, no timer.
    [GeneratedRegex(@"\b(Sockets?|System\.(Net|IO|Threading|Diagnostics)|MachineTime|Stopwatch|DateTime|DateTimeOffset|TimeProvider|TickCount(64)?|Thread|Task|Console|File)\b")]
    private static partial Regex Outside();
}
