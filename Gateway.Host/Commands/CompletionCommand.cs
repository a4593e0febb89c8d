using System.CommandLine;

namespace Gateway.Host.Commands;

/// <summary><c>completion bash|zsh|powershell</c>: a script that asks the program itself (<c>[suggest]</c>) what may come next.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # Source this, or put it into ~/.local/share/bash-completion/completions/iec104-gateway
        _iec104_gateway() {
            local word="${COMP_WORDS[COMP_CWORD]}" line
            COMPREPLY=()
            while IFS= read -r line; do
                [[ $line == "$word"* ]] && COMPREPLY+=("$line")
            done < <("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
        }
        complete -o default -F _iec104_gateway iec104-gateway
        """;

    private const string Zsh = """
        #compdef iec104-gateway
        # Put this into a folder of $fpath, as _iec104-gateway
        _iec104_gateway() {
            local -a suggestions
            suggestions=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $suggestions || _files
        }
        compdef _iec104_gateway iec104-gateway
        """;

    private const string PowerShell = """
        # Put this into $PROFILE
        Register-ArgumentCompleter -Native -CommandName iec104-gateway -ScriptBlock {
            param($word, $ast, $cursor)
            iec104-gateway "[suggest:$cursor]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or powershell." };
        _ = shell.AcceptOnlyFromAmong("bash", "zsh", "powershell");
        var command = new Command("completion", "Prints a script with which a shell completes this program's words.") { shell };
        command.SetAction(parsed => Console.Out.WriteLine(parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => PowerShell }));
        return command;
    }
}
