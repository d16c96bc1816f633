package rekey.bench.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import rekey.bench.empty.EmptyHandler;
import rekey.bench.function.ClassArchive;
import rekey.bench.function.Function;
import rekey.bench.function.JavaFunctions;
import rekey.bench.function.Launch;
import rekey.bench.function.Python;
import rekey.bench.standin.StandInProcess;

/**
 * All that scenarios start from: the functions, unpacked as Lambda does, and how they are launched.
 *
 * @param archive the functions' zip
 * @param withArchive the token function with its classes' archive
 */
public record Ground(
        Path archive,
        Launch launch,
        StandInProcess standIns,
        Function reference,
        Function ours,
        Function primed,
        Function withArchive,
        Function empty,
        ClassArchive classes) {

    /** @param folder empty; everything is put there */
    public static Ground prepare(Path home, Path folder, Launch launch, JavaFunctions java, Python python)
            throws IOException, InterruptedException {
        Path zip = home.resolve("lambda/target/rekey-functions.zip");
        Path task = unpack(zip, folder.resolve("function"));
        ClassArchive classes = ClassArchive.train(java, task, folder, launch);
        return new Ground(
                zip,
                launch,
                launch.standIns(),
                python.reference(home.resolve("bench/reference"), launch.standIns()),
                java.token(task),
                java.primed(task),
                java.image(task, classes.flags()),
                java.empty(emptyHandler(folder.resolve("empty"))),
                classes);
    }

    private static Path unpack(Path zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException(zip + " holds a file outside of itself.");
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
        return folder;
    }

    private static Path emptyHandler(Path folder) throws IOException {
        String name = EmptyHandler.class.getName().replace('.', '/') + ".class";
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = EmptyHandler.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return folder;
    }
}
