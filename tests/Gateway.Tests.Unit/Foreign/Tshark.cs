using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Gateway.Tests.Unit.Foreign;

/// <summary>
/// The foreign decoder. Where it is not on PATH a test is inconclusive, or fails when GATEWAY_TOOLS is <c>required</c>.
/// </summary>
internal static class Tshark
{
    /// <summary>The frames of a capture, each with its fields in the order of dissection: <c>iec60870_asdu.ioa</c> -> 1, 2, 3.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, List<string>>>> DissectAsync(string pcap, CancellationToken cancellation)
    {
        var text = await RunAsync(["-r", pcap, "-T", "json"], cancellation);
        using var document = JsonDocument.Parse(text);
        var frames = new List<IReadOnlyDictionary<string, List<string>>>();
        foreach (var frame in document.RootElement.EnumerateArray())
        {
            var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            Collect(frame.GetProperty("_source").GetProperty("layers"), fields);
            frames.Add(fields);
        }

        return frames;
    }

    private static void Collect(JsonElement node, Dictionary<string, List<string>> fields)
    {
        foreach (var property in node.EnumerateObject())
        {
            if (!fields.TryGetValue(property.Name, out var values)) fields[property.Name] = values = [];
            if (property.Value.ValueKind == JsonValueKind.Object) Collect(property.Value, fields);
            else if (property.Value.ValueKind == JsonValueKind.String) values.Add(property.Value.GetString()!);
        }
    }

    private static async Task<string> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("tshark") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("GATEWAY_TOOLS") != "required")
        {
            Assert.Inconclusive("tshark is not on PATH.");
        }
        catch (Win32Exception e)
        {
            Assert.Fail($"tshark is required and cannot be started: {e.Message}");
        }

        using var running = process!;
        var errors = running.StandardError.ReadToEndAsync(cancellation);
        var output = await running.StandardOutput.ReadToEndAsync(cancellation);
        await running.WaitForExitAsync(cancellation);
        Assert.AreEqual(0, running.ExitCode, await errors);
        return output;
    }
}
