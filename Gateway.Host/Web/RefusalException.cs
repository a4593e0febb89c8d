namespace Gateway.Host.Web;

/// <summary>A request that is not done, and why, in words for who asked.</summary>
internal sealed class RefusalException(int status, string why) : Exception(why)
{
    public int Status { get; } = status;
}
