using Gateway.Host;
using Gateway.Host.Control;
using Gateway.Host.Logging;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Integration.Program;

/// <summary>A system that has no Unix domain sockets, as Windows before 1803 or Wine (H5).</summary>
[TestClass]
public sealed class WithoutLocalSocketTests
{
    [TestMethod, TestProperty("Rule", "H5"), TestProperty("Rule", "H1")]
    public async Task A_system_without_such_sockets_is_told_and_nothing_of_a_server_is_made()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            await using (var gateway = Composition.Compose(file: null, "test", TimeProvider.System, () => new LogFiles(folder.FullName, console: false), PluginFolder.Load))
            {
                var server = gateway.GetRequiredService<ControlServer>();
                await server.StartAsync(isSupported: false);
                Assert.IsNull(server.Path);
            }

            Assert.Contains("this system has none (Windows 10 1803", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "gateway.log")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
