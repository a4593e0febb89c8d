using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Gateway.Host.Control;

/// <summary>Who a folder belongs to and who may enter it, from statx(2), whose layout is the same on every processor.</summary>
/// <param name="IsFolder">False: a symbolic link, or something else.</param>
/// <param name="Owner">The user's id.</param>
/// <param name="Mode">The rights of owner, group and others, without the kind of file.</param>
[SupportedOSPlatform("linux")]
internal readonly partial record struct FolderRights(bool IsFolder, uint Owner, UnixFileMode Mode)
{
    private const int ThisFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint KindModeAndOwner = 0x1 | 0x2 | 0x8;
    private const int Octets = 256;
    private const int OwnerAt = 20;
    private const int ModeAt = 28;
    private const int Kinds = 0xF000;
    private const int Folder = 0x4000;
    private const uint Root = 0;
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The user that this process runs as.</summary>
    public static uint Me => EffectiveUser();

    /// <summary>Those of a path, whose last part is not followed where it is a link; null: there is none.</summary>
    public static FolderRights? Of(string path)
    {
        Span<byte> found = stackalloc byte[Octets];
        if (Look(ThisFolder, path, DoNotFollow, KindModeAndOwner, ref MemoryMarshal.GetReference(found)) != 0)
        {
            return null;
        }

        var mode = MemoryMarshal.Read<ushort>(found[ModeAt..]);
        return new FolderRights((mode & Kinds) == Folder, MemoryMarshal.Read<uint>(found[OwnerAt..]), (UnixFileMode)(mode & ~Kinds));
    }

    /// <summary>Whether what lies in it is its owner's alone, and the owner is to be believed: this user or root.</summary>
    /// <param name="parent">The folder that it lies in. Root believes the owner to whom root has made it there, as systemd does for a service.</param>
    public bool IsTrustedBy(uint user, FolderRights? parent) =>
        IsFolder
        && (Mode & ~Owners) == UnixFileMode.None
        && (Owner == user || Owner == Root || (user == Root && parent is { IsFolder: true, Owner: Root } above && (above.Mode & OthersWrite) == UnixFileMode.None));

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Look(int folder, string path, int flags, uint mask, ref byte found);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
