using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Gateway.Tests.Plugins.Loading;

/// <summary>The octets of an assembly without a class, compiled against others.</summary>
internal static class EmptyAssembly
{
    public static byte[] Using(params ReadOnlySpan<(string Name, string Version)> references)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("Empty.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("Empty"), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        foreach (var (name, version) in references)
        {
            metadata.AddAssemblyReference(metadata.GetOrAddString(name), Version.Parse(version), default, default, default, default);
        }

        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var file = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(file);
        return file.ToArray();
    }
}
