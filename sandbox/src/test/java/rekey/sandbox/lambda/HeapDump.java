package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** All objects of a JVM, reachable or not, as bytes. */
final class HeapDump {
    private final String bytes;

    private HeapDump(byte[] bytes) {
        this.bytes = new String(bytes, ISO_8859_1);
    }

    static HeapDump of(long processId, Path file) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(processId),
                        "GC.heap_dump",
                        "-all",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        if (jcmd.waitFor() != 0 || !Files.exists(file)) {
            throw new IOException("No heap dump was made: " + said);
        }
        return new HeapDump(Files.readAllBytes(file));
    }

    /** Whether {@code text} is in it, in whatever encoding a string, a buffer or a native copy may have it. */
    boolean holds(String text) {
        return Stream.of(UTF_8, ISO_8859_1, UTF_16BE, UTF_16LE)
                .map(encoding -> new String(text.getBytes(encoding), ISO_8859_1))
                .anyMatch(bytes::contains);
    }
}
