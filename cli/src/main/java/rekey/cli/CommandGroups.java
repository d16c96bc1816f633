package rekey.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The list of commands in {@code rekey --help}, by what they are for. */
final class CommandGroups implements IHelpSectionRenderer {
    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Start here:", List.of("demo"));
        GROUPS.put("Operate what is deployed:", List.of("put", "status", "token"));
        GROUPS.put("Rotate the client secret:", List.of("enrol", "rotate", "rollback", "history"));
        GROUPS.put("Try it on this machine:", List.of("sandbox"));
        GROUPS.put("Set up the shell:", List.of("completion"));
    }

    @Override
    public String render(Help help) {
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((title, names) -> {
            text.append("%n%s%n".formatted(title));
            names.stream()
                    .filter(name -> help.subcommands().containsKey(name))
                    .forEach(name -> text.append("  %-12s%s%n".formatted(name, header(help, name))));
        });
        return text.toString();
    }

    private static String header(Help help, String name) {
        return String.join(
                " ", help.subcommands().get(name).commandSpec().usageMessage().header());
    }
}
