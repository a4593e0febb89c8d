namespace Gateway.Host.Status;

/// <summary>A group's settings that can be edited while it runs: <c>GET /api/v1/groups/ID/config</c>.</summary>
/// <param name="File">Null: there is none.</param>
/// <param name="WhyNotSaved">Why an edit cannot be written to the file; null: it can.</param>
/// <param name="Version">Another one for other settings.</param>
/// <param name="Group">What <c>PUT</c> takes.</param>
internal sealed record GroupEdit(string Id, string? File, string? WhyNotSaved, bool HasUnsavedEdit, string Version, EditableGroup Group);

/// <param name="Name">The station's.</param>
/// <param name="CommonAddress">The RTU number.</param>
/// <param name="Hosts">Where the RTU is, in the order of trying.</param>
/// <param name="Ports">As many as there are, in their order.</param>
internal sealed record EditableGroup(string Name, int CommonAddress, IReadOnlyList<string> Hosts, IReadOnlyList<EditablePort> Ports);

/// <param name="Name">Null: the group's.</param>
/// <param name="CommonAddress">By which its masters know the RTU; null: the group's.</param>
/// <param name="Filter">Empty: everybody; <c>nobody</c> alone: nobody.</param>
internal sealed record EditablePort(string? Name, int Port, int? CommonAddress, IReadOnlyList<string> Filter);

/// <summary>What became of an edit.</summary>
/// <param name="IsGood">Nothing of it is in error.</param>
/// <param name="IsApplied">The group runs so now.</param>
/// <param name="Backup">The old file, kept beside the new one.</param>
internal sealed record EditResult(bool IsGood, bool IsApplied, bool IsSaved, string Result, string? Backup, IReadOnlyList<FindingStatus> Findings);
