using System.Text.RegularExpressions;

namespace Gateway.Tests.Unit.House;

/// <summary>What documents name is there.</summary>
[TestClass]
public sealed partial class DocumentTests
{
    [TestMethod]
    public void A_link_in_a_document_leads_to_a_file()
    {
        var missing = new List<string>();
        foreach (var document in Repository.Files("*.md"))
        {
            foreach (Match link in Links().Matches(File.ReadAllText(document)))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                    && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target)))
                {
                    missing.Add($"{Path.GetRelativePath(Repository.Root, document)}: {target}");
                }
            }
        }

        Assert.IsEmpty(missing, string.Join(Environment.NewLine, missing));
    }

    [TestMethod]
    public void A_path_of_ours_in_a_document_exists()
    {
        var missing = new List<string>();
        foreach (var document in Repository.Files("*.md"))
        {
            foreach (Match path in Paths().Matches(File.ReadAllText(document)))
            {
                var name = path.Groups[1].Value.TrimEnd('/');
                if (!name.Contains("/bin/", StringComparison.Ordinal)
                    && !Path.Exists(Path.Combine(Repository.Root, name))
                    && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, name)))
                {
                    missing.Add($"{Path.GetRelativePath(Repository.Root, document)}: {name}");
                }
            }
        }

        Assert.IsEmpty(missing, string.Join(Environment.NewLine, missing));
    }

    [TestMethod]
    public void A_program_in_a_document_is_what_its_project_builds()
    {
        var wrong = new List<string>();
        foreach (var document in Repository.Files("*.md"))
        {
            foreach (Match program in Programs().Matches(File.ReadAllText(document)))
            {
                var folder = Path.Combine(Repository.Root, program.Groups[1].Value);
                var project = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csproj").Single() : "";
                var name = AssemblyName().Match(project.Length > 0 ? File.ReadAllText(project) : "") is { Success: true } given ? given.Groups[1].Value : Path.GetFileNameWithoutExtension(project);
                if (name != program.Groups[2].Value)
                {
                    wrong.Add($"{Path.GetRelativePath(Repository.Root, document)}: {program.Value}, which is called {name}");
                }
            }
        }

        Assert.IsEmpty(wrong, string.Join(Environment.NewLine, wrong));
    }

    [TestMethod]
    public void No_document_needs_what_lies_outside_of_the_project()
    {
        var outside = Repository.Files("*.md").Where(f => Outside().IsMatch(File.ReadAllText(f)));
        Assert.IsEmpty(outside, string.Join(", ", outside));
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    // Folders of ours, in code marks: `Gateway.Core/Groups`, `docs/x.md`, `config/single-port.csv`.
    [GeneratedRegex(@"`((?:Gateway\.[A-Za-z0-9]+|docs|config|bench|samples|tests|Plugins|\.ci)/[A-Za-z0-9_./-]*)`")]
    private static partial Regex Paths();

    // What a user runs after a build: Gateway.Host/bin/Release/net10.0/NAME.dll.
    [GeneratedRegex(@"([A-Za-z0-9_./-]+)/bin/Release/net[0-9.]+/([A-Za-z0-9_.-]+)\.dll")]
    private static partial Regex Programs();

    [GeneratedRegex("<AssemblyName>([^<]+)</AssemblyName>")]
    private static partial Regex AssemblyName();

    [GeneratedRegex(@"\.\./shared|/work/|\.library")]
    private static partial Regex Outside();
}
