package rekey.sandbox.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Linux process's established TCP connections to a port. */
final class OpenConnections {
    private static final String ESTABLISHED = "01";
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private OpenConnections() {}

    static long of(long processId, int port) throws IOException {
        Path process = Path.of("/proc", Long.toString(processId));
        Set<String> sockets;
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            sockets = open.map(OpenConnections::target).collect(Collectors.toSet());
        }
        String suffix = ":%04X".formatted(port);
        long connections = 0;
        for (String table : List.of("net/tcp", "net/tcp6")) {
            connections += Files.readAllLines(process.resolve(table)).stream()
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(columns -> columns[REMOTE].endsWith(suffix) && columns[STATE].equals(ESTABLISHED))
                    .filter(columns -> sockets.contains("socket:[%s]".formatted(columns[INODE])))
                    .count();
        }
        return connections;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // It was closed since it was listed.
            return "";
        }
    }
}
