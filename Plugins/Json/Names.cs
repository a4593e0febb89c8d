namespace Gateway.Plugins.Json;

/// <summary>The properties of a file, each name once for loader and writer.</summary>
internal static class Names
{
    public const string Schema = "$schema";
    public const string Groups = "groups";
    public const string Time = "time";
    public const string NoGui = "noGui";
    public const string Web = "web";

    public const string Servers = "servers";
    public const string UpdateInterval = "updateInterval";
    public const string MaxStep = "maxStep";
    public const string Source = "source";

    public const string Certificate = "certificate";
    public const string Key = "key";
    public const string WebNames = "names";
    public const string Users = "users";
    public const string Role = "role";
    public const string Password = "password";

    public const string Id = "id";
    public const string Name = "name";
    public const string CommonAddress = "commonAddress";
    public const string Hosts = "hosts";
    public const string Ports = "ports";
    public const string T0 = "t0";
    public const string T1 = "t1";
    public const string T2 = "t2";
    public const string T3 = "t3";
    public const string K = "k";
    public const string W = "w";
    public const string IdleTime = "idleTime";
    public const string BufferSize = "bufferSize";
    public const string LogEvents = "logEvents";
    public const string Audit = "audit";
    public const string Acknowledge = "acknowledge";
    public const string Originator = "originator";
    public const string ForwardEndOfInitialization = "forwardEndOfInitialization";
    public const string AllowRtuAddress = "allowRtuAddress";
    public const string RequestTimeout = "requestTimeout";
    public const string SelectTimeout = "selectTimeout";
    public const string CommandMaxAge = "commandMaxAge";
    public const string Policies = "policies";
    public const string RtuLibrary = "rtuLibrary";

    public const string Port = "port";
    public const string Listen = "listen";
    public const string Filter = "filter";
    public const string MaxConnections = "maxConnections";
    public const string SameAddress = "sameAddress";
    public const string NewestReplaces = "newestReplaces";

    /// <summary>The word for an idle time without an end.</summary>
    public const string Never = "never";

    /// <summary>The word for a filter that admits no master.</summary>
    public const string Nobody = "nobody";
}
