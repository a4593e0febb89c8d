using System.Text.RegularExpressions;

namespace Gateway.Host.Services;

/// <summary>What the service is called, on both systems: <c>iec104-gateway</c>, and <c>iec104-gateway@NAME</c> where there are several.</summary>
internal static partial class ServiceNames
{
    public const string Program = "iec104-gateway";

    public const string Description = "Connects many IEC 60870-5-104 masters to one RTU, and loses no event.";

    public static string Of(string? instance) => instance is null ? Program : $"{Program}@{instance}";

    public static string DisplayOf(string? instance) => instance is null ? "IEC 104 gateway" : $"IEC 104 gateway ({instance})";

    /// <summary>An instance's name is a part of file names and of service names.</summary>
    public static bool IsInstance(string name) => Instance().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}\z")]
    private static partial Regex Instance();
}
