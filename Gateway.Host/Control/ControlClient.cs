using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Host.Control;

/// <summary>Talks to a running gateway through its local socket.</summary>
internal sealed class ControlClient : IDisposable
{
    // Only the path behind it counts.
    private static readonly Uri Base = new("http://localhost/");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public ControlClient(string socket) =>
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, stop) => new NetworkStream(await ConnectAsync(socket, stop), ownsSocket: true), UseProxy = false })
        {
            BaseAddress = Base,
            Timeout = Patience,
        };

    /// <summary>Whether somebody answers there. A file that a killed gateway left behind is none.</summary>
    public static async Task<bool> RunsAsync(string socket)
    {
        if (!File.Exists(socket))
        {
            return false;
        }

        try
        {
            using var stop = new CancellationTokenSource(Patience);
            (await ConnectAsync(socket, stop.Token)).Dispose();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.NotSocket or SocketError.AddressNotAvailable)
        {
            return false;
        }
    }

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type) => SendAsync(HttpMethod.Get, path, type);

    public Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type) => SendAsync(HttpMethod.Post, path, type);

    /// <summary>The answer as it is.</summary>
    public Task<string> GetTextAsync(string path) => _http.GetStringAsync(new Uri(path, UriKind.Relative));

    public void Dispose() => _http.Dispose();

    /// <exception cref="HttpRequestException">The gateway is gone, or another version of it.</exception>
    private async Task<T> SendAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var answer = await _http.SendAsync(request);
        try
        {
            return await answer.Content.ReadFromJsonAsync(type) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"{path}: {(int)answer.StatusCode}: the answer is not what was expected: {e.Message}", e);
        }
    }

    private static async Task<Socket> ConnectAsync(string socket, CancellationToken stop)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), stop);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
