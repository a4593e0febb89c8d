using Microsoft.Extensions.Hosting;

namespace Gateway.Host.Web;

/// <summary>The web server lives as long as it is told to: signals are the program's own business.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
