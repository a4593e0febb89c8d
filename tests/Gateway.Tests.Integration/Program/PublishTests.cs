using Gateway.Tests.Integration.Foreign;
using Gateway.Tests.Unit.House;

namespace Gateway.Tests.Integration.Program;

/// <summary>Ways of publishing that would give a program without its plugins.</summary>
[TestClass]
public sealed class PublishTests
{
    [TestMethod, TestProperty("Rule", "H1")]
    [DataRow("PublishSingleFile")]
    [DataRow("PublishTrimmed")]
    [DataRow("PublishAot")]
    public async Task A_way_that_leaves_the_plugins_out_is_refused_with_what_to_do(string way)
    {
        using var build = Tool.StartIn(Path.Combine(Repository.Root, "Gateway.Host"), "dotnet", "msbuild", "-t:RefuseSingleFile", $"-p:{way}=true", "-nodeReuse:false");
        var told = await build.EndAsync(exitCode: 1);
        Assert.Contains("error GATEWAY1: iec104-gateway loads its plugins from the folder 'plugins' beside it", told);
        Assert.Contains("dist/build.sh", told);
    }

    [TestMethod, TestProperty("Rule", "H1")]
    public async Task An_ordinary_one_is_not_refused()
    {
        using var build = Tool.StartIn(Path.Combine(Repository.Root, "Gateway.Host"), "dotnet", "msbuild", "-t:RefuseSingleFile", "-nodeReuse:false");
        _ = await build.EndAsync();
    }
}
