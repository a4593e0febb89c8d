namespace Fixtures.Dependency;

public static class Library
{
    /// <summary>Of the assembly that really is in use.</summary>
    public static string Version => typeof(Library).Assembly.GetName().Version!.ToString();
}
