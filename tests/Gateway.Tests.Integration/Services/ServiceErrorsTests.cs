using Gateway.Host.Services.Windows;

namespace Gateway.Tests.Integration.Services;

/// <summary>Where a Windows service says why it ends, when it has no logs (H1, H3).</summary>
[TestClass]
public sealed class ServiceErrorsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("gateway-test-");

    private string Logs => Path.Combine(_root.FullName, "log");

    private string FileName => Path.Combine(Logs, ServiceErrors.FileName);

    [TestMethod, TestProperty("Rule", "H3")]
    public void Each_line_of_the_error_output_stands_in_the_log_folder_with_its_time()
    {
        using (var errors = new ServiceErrors(Logs))
        {
            Assert.IsFalse(Directory.Exists(Logs), "a service that starts leaves nothing");
            errors.WriteLine("log: another gateway runs");
            errors.WriteLine(new InvalidOperationException("two\nlines"));
        }

        using (var next = new ServiceErrors(Logs))
        {
            next.WriteLine("again");
        }

        var lines = File.ReadAllLines(FileName);
        Assert.HasCount(4, lines);
        Assert.MatchesRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d log: another gateway runs$", lines[0]);
        Assert.EndsWith(" System.InvalidOperationException: two", lines[1]);
        Assert.EndsWith(" lines", lines[2]);
        Assert.EndsWith(" again", lines[3]);
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public void It_does_not_grow_for_ever()
    {
        using var errors = new ServiceErrors(Logs);
        errors.WriteLine(new string('x', 1024 * 1024));
        Assert.HasCount(1, File.ReadAllLines(FileName));
        errors.WriteLine("the last");
        Assert.EndsWith(" the last", File.ReadAllLines(FileName).Single());
    }

    [TestMethod, TestProperty("Rule", "H3")]
    public void A_folder_that_cannot_be_had_ends_nothing()
    {
        File.WriteAllText(Logs, "a file");
        using var errors = new ServiceErrors(Logs);
        errors.WriteLine("nobody hears it");
        Assert.AreEqual("a file", File.ReadAllText(Logs));
    }

    public void Dispose() => _root.Delete(recursive: true);
}
