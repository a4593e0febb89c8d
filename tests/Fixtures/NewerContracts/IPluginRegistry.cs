namespace Gateway.Abstractions.Plugins;

public interface IPluginRegistry
{
    /// <summary>Not there in 1.0.</summary>
    void AddDashboardPage(string name);
}
