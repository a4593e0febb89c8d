using System.Text;
using Gateway.Host.Web;

namespace Gateway.Host.Commands;

/// <summary><c>hash-password</c>: asks for a password and prints what a configuration holds of it.</summary>
internal static class HashPasswordCommand
{
    public static int Run()
    {
        var password = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Ask("Password: ");
        if (password.Length < PasswordHash.ShortestPassword)
        {
            Console.Error.WriteLine($"The password is too short; take {PasswordHash.ShortestPassword} characters or more.");
            return ExitCode.Usage;
        }

        if (!Console.IsInputRedirected && Ask("Once more: ") != password)
        {
            Console.Error.WriteLine("The two are not alike.");
            return ExitCode.Usage;
        }

        Console.Out.WriteLine(PasswordHash.Of(password));
        return ExitCode.Good;
    }

    // What is typed is not shown.
    private static string Ask(string what)
    {
        Console.Error.Write(what);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length -= Math.Min(1, typed.Length);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                _ = typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
