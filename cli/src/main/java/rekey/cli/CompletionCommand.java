package rekey.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code rekey completion}: what makes a shell complete the command. */
@Command(
        name = "completion",
        header = "Print what makes bash or zsh complete this command.",
        mixinStandardHelpOptions = true,
        description = {"", "One script for both shells. It completes commands, options and the names of parameters."},
        footerHeading = "%nFor this shell:%n",
        footer = {
            "  eval \"$(rekey completion)\"",
            "",
            "For every shell, bash with its package bash-completion:",
            "  mkdir -p ~/.local/share/bash-completion/completions",
            "  rekey completion > ~/.local/share/bash-completion/completions/rekey",
            "",
            "For every shell, zsh:",
            "  rekey completion > ~/.rekey-completion",
            "  echo 'autoload -U +X bashcompinit && bashcompinit; source ~/.rekey-completion' >> ~/.zshrc",
            "",
            "The shell finds rekey when its folder is in PATH."
        })
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal().out().println(AutoComplete.bash("rekey", Rekey.commandLine(session)));
        session.terminal().out().flush();
        return 0;
    }
}
