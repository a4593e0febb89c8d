using System.Reflection;

namespace Gateway.Tests.Unit.House;

/// <summary>What plugins and others compile against changes only knowingly, and its version with it (Gateway.Abstractions/README.md).</summary>
[TestClass]
public sealed class SurfaceTests
{
    private static readonly ApprovedSurface Released = new("Library", new Version(1, 2), Released: true, ["A", "B"]);

    [TestMethod]
    [DataRow("Gateway.Abstractions")]
    [DataRow("Gateway.Iec104")]
    public void The_public_surface_of_a_library_and_its_version_are_the_approved_ones(string library)
    {
        var assembly = Assembly.Load(library);
        var version = assembly.GetName().Version!;
        var file = Path.Combine(Repository.Root, "tests", "Gateway.Tests.Unit", "House", library + ".txt");
        var approved = ApprovedSurface.Parse(File.ReadAllText(file));
        var now = approved.Next(new Version(version.Major, version.Minor), PublicSurface.Of(assembly));
        var raise = approved.Raise(now);
        Assert.IsNull(raise, $"{approved.Library} {approved.Version} is released: raise the {raise} part of AssemblyVersion in Directory.Build.props.{Difference(approved, now)}");
        if (Environment.GetEnvironmentVariable("GATEWAY_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, now.ToString());
        }

        Assert.AreEqual(
            now.ToString(),
            File.ReadAllText(file).ReplaceLineEndings("\n"),
            $"{library} looks different from outside; if that is meant, run this test with GATEWAY_WRITE_DOCS=1 to approve it.{Difference(approved, now)}");
    }

    [TestMethod]
    [DataRow("1.2", "A B", null)]
    [DataRow("1.2", "A B C", "minor")]
    [DataRow("1.3", "A B C", null)]
    [DataRow("1.2", "A", "major")]
    [DataRow("1.3", "A C", "major")]
    [DataRow("2.0", "A C", null)]
    public void After_a_release_the_version_is_raised_by_what_was_done(string version, string members, string? raise) =>
        Assert.AreEqual(raise, Released.Raise(Released.Next(Version.Parse(version), members.Split(' '))));

    [TestMethod]
    public void Before_its_release_a_version_may_change_freely()
    {
        var approved = Released with { Released = false };
        Assert.IsNull(approved.Raise(approved.Next(approved.Version, ["C"])));
    }

    [TestMethod]
    [DataRow("1.2", "A B", "# Library 1.2\nA\nB\n")]
    [DataRow("1.3", "B C A", "# Library 1.3, not released\nA\nB\nC\n")]
    public void A_surface_that_differs_from_the_released_one_is_not_released(string version, string members, string file)
    {
        var next = Released.Next(Version.Parse(version), members.Split(' '));
        Assert.AreEqual(file, next.ToString());
        Assert.AreEqual(file, ApprovedSurface.Parse(file).ToString());
    }

    private static string Difference(ApprovedSurface approved, ApprovedSurface now) =>
        string.Concat(
            approved.Members.Except(now.Members, StringComparer.Ordinal).Select(m => $"{Environment.NewLine}- {m}")
                .Concat(now.Members.Except(approved.Members, StringComparer.Ordinal).Select(m => $"{Environment.NewLine}+ {m}")));
}
