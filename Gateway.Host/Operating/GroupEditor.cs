using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Abstractions.Configuration;
using Gateway.Abstractions.Routing;
using Gateway.Core.Hosting;
using Gateway.Host.Logging;
using Gateway.Host.Status;

namespace Gateway.Host.Operating;

/// <summary>
/// Edits a group while it runs: its name, RTU number, hosts, and its ports' names, numbers and filters. What is asked for is checked as a configuration
/// file is, beside all other groups that run; then this group alone restarts. Saving is another matter, and is checked before anything is applied.
/// </summary>
internal sealed class GroupEditor(GatewayEngine engine, Operations operations, GatewayFile file, EditCheck check, FileSaver saver, LogFiles logs)
{
    /// <summary>What can be edited, as it runs.</summary>
    public GroupEdit Read(GroupConfig group)
    {
        var editable = EditableOf(group);
        return new GroupEdit(group.Id, file.Path, saver.WhyNot(), file.HasUnsavedEdit(group.Id), VersionOf(editable), editable);
    }

    private static EditableGroup EditableOf(GroupConfig group)
    {
        var hasMap = group.Policies.Contains(PolicyNames.CommonAddressMap, StringComparer.Ordinal);
        return new EditableGroup(
            group.Name,
            group.CommonAddress.Value,
            [.. group.Hosts.Select(h => h.ToString())],
            [.. group.Ports.Select(p => new EditablePort(
                p.Name == group.Name ? null : p.Name,
                p.Listen.Port,
                hasMap || p.CommonAddress != group.CommonAddress ? p.CommonAddress.Value : null,
                FilterOf(p.Filter)))]);
    }

    private static string VersionOf(EditableGroup group) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(group, StatusJson.Standard.EditableGroup)), 0, 8);

    /// <param name="edit">As <see cref="EditableGroup"/>; what is left out stays.</param>
    /// <param name="isCheck">Nothing is done; only the report is wanted.</param>
    /// <param name="save">The file gets it, too.</param>
    /// <param name="by">Who edits, for the log.</param>
    /// <param name="version">What he has seen; null: it does not matter.</param>
    public Task<EditResult> EditAsync(string id, JsonObject edit, string? version, bool isCheck, bool save, string by) => operations.InTurnAsync(async () =>
    {
        var running = engine.Groups.Select(g => g.Config).ToList();
        var before = running.Find(g => g.Id == id);
        if (before is null)
        {
            return Refused($"there is no group {id} any more", []);
        }

        if (version is not null && version != VersionOf(EditableOf(before)))
        {
            return Refused($"group {id} runs with other settings by now: somebody else has edited it, or the file was reloaded; read them anew", []);
        }

        var (after, findings) = check.Check(running, before, edit);
        if (after is null)
        {
            return Refused("the edit is refused; nothing has changed", findings);
        }

        var saving = save ? saver.Prepare(after) : null;
        if (saving is { WhyNot: { } why })
        {
            return Refused($"it cannot be saved, and nothing has changed: {why}", findings);
        }

        var isSame = SameSettings.Are(before, after);
        if (isCheck)
        {
            return new EditResult(
                IsGood: true, IsApplied: false, IsSaved: false, isSame ? "nothing would change" : $"group {id} would restart with it; the other groups would not notice", Backup: null, findings);
        }

        return await ApplyAsync(after, isSame, saving, by, findings);
    });

    private static EditResult Refused(string why, IReadOnlyList<FindingStatus> findings) =>
        new(IsGood: false, IsApplied: false, IsSaved: false, why, Backup: null, findings);

    private static IReadOnlyList<string> FilterOf(AddressFilter filter) =>
        filter.AdmitsEverybody ? [] : filter.Networks.IsEmpty ? [EditCheck.Nobody] : [.. filter.Networks.Select(n => n.ToString())];

    private async Task<EditResult> ApplyAsync(GroupConfig after, bool isSame, PreparedFile? saving, string by, IReadOnlyList<FindingStatus> findings)
    {
        // The file first: where it cannot be written nothing has happened yet.
        var backup = "";
        if (saving is not null && saver.Write(saving, out backup) is { } why)
        {
            return Refused($"it cannot be saved, and nothing has changed: {why}", findings);
        }

        var saved = saving is null ? "" : $"; saved to {file.Path}, the old file is {backup}";
        if (!isSame)
        {
            logs.Program($"group {after.Id} ({after.Name}) is edited by {by} and restarts{saved}.");
            if (await operations.ReplaceAsync(after) is { } failed)
            {
                if (saving is not null)
                {
                    // It runs with what the file does not have any more.
                    file.Edited(after.Id, isSaved: false);
                }

                logs.Warn($"the edit of group {after.Id} is not taken over, and it runs on as it was: {failed}{saved}");
                return Refused($"not taken over, group {after.Id} runs on as it was: {failed}{saved}", findings) with { IsSaved = saving is not null, Backup = NullIfEmpty(backup) };
            }
        }

        if (!isSame || saving is not null)
        {
            file.Edited(after.Id, isSaved: saving is not null);
        }

        return new EditResult(
            IsGood: true, IsApplied: !isSame, IsSaved: saving is not null, (isSame ? "nothing changed" : $"group {after.Id} has restarted with it") + saved, NullIfEmpty(backup), findings);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
