using System.Diagnostics;
using System.Runtime.Versioning;
using Gateway.Host.Control;

namespace Gateway.Tests.Integration.Program;

/// <summary>Whose folder of local sockets is believed (H5).</summary>
[TestClass]
[SupportedOSPlatform("linux")]
[OSCondition(OperatingSystems.Linux)]
public sealed class FolderRightsTests
{
    private const int Owners = 0b111_000_000;
    private const uint Root = 0;
    private const uint Me = 1000;
    private const uint Other = 1001;

    [TestMethod, TestProperty("Rule", "H5")]
    [DataRow(Me, Owners, Me, true)]
    [DataRow(Root, Owners, Me, true)]
    [DataRow(Other, Owners, Me, false)]
    [DataRow(Me, 0b111_101_000, Me, false)]
    [DataRow(Me, 0b111_000_001, Me, false)]
    [DataRow(Other, Owners, Root, false)]
    public void It_is_its_owners_alone_and_the_owner_is_this_user_or_root(uint owner, int mode, uint user, bool isTrusted)
    {
        var temporary = new FolderRights(IsFolder: true, Root, (UnixFileMode)0b001_111_111_111);
        Assert.AreEqual(isTrusted, new FolderRights(IsFolder: true, owner, (UnixFileMode)mode).IsTrustedBy(user, temporary));
        Assert.IsFalse(new FolderRights(IsFolder: false, owner, (UnixFileMode)mode).IsTrustedBy(user, temporary));
    }

    [TestMethod, TestProperty("Rule", "H5")]
    [DataRow(Root, 0b111_101_101, true)]
    [DataRow(Root, 0b111_111_101, false)]
    [DataRow(Other, 0b111_101_101, false)]
    public void Root_believes_a_services_user_where_only_root_can_have_made_the_folder(uint owner, int mode, bool isTrusted) =>
        Assert.AreEqual(isTrusted, new FolderRights(IsFolder: true, Other, (UnixFileMode)Owners).IsTrustedBy(Root, new FolderRights(IsFolder: true, owner, (UnixFileMode)mode)));

    [TestMethod, TestProperty("Rule", "H5")]
    public void They_are_read_from_the_system_and_a_link_is_not_followed()
    {
        var root = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            var folder = Path.Combine(root.FullName, "own");
            _ = Directory.CreateDirectory(folder, (UnixFileMode)Owners);
            Assert.AreEqual(new FolderRights(IsFolder: true, FolderRights.Me, (UnixFileMode)Owners), FolderRights.Of(folder));
            Assert.IsTrue(ControlFolder.IsProtected(folder + "/"));
            var link = Path.Combine(root.FullName, "link");
            _ = Directory.CreateSymbolicLink(link, folder);
            Assert.IsFalse(ControlFolder.IsProtected(link));
            Assert.IsFalse(ControlFolder.IsProtected(link + "/"));
            File.WriteAllText(Path.Combine(root.FullName, "file"), "");
            Assert.IsFalse(ControlFolder.IsProtected(Path.Combine(root.FullName, "file")));
            Assert.IsNull(FolderRights.Of(Path.Combine(root.FullName, "none")));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [TestMethod, TestProperty("Rule", "H5")]
    public void Another_users_folder_is_not_believed()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("only root can give a folder away");
        }

        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        try
        {
            Assert.IsTrue(ControlFolder.IsProtected(folder.FullName));
            using var give = Process.Start("chown", [$"{Other}", folder.FullName]);
            Assert.IsTrue(give.WaitForExit(Patience.Limit));
            Assert.AreEqual(Other, FolderRights.Of(folder.FullName)!.Value.Owner);
            Assert.IsFalse(ControlFolder.IsProtected(folder.FullName), "the folder for temporary files is everybody's");
        }
        finally
        {
            folder.Delete();
        }
    }
}
