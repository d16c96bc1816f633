package rekey.spapi;

import java.util.Properties;

/**
 * How Rekey introduces itself to SP-API, as Amazon <a
 * href="https://developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests">asks</a>: application
 * and version, language, platform, 500 characters at most.
 */
record UserAgent(String version, Properties system) {
    private static final int LONGEST_PART = 60;

    /** Of this process; the version is that of the jar, {@code unpackaged} when there is none. */
    static UserAgent ofProcess() {
        String version = UserAgent.class.getPackage().getImplementationVersion();
        return new UserAgent(version == null ? "unpackaged" : version, System.getProperties());
    }

    @Override
    public String toString() {
        return "Rekey/%s (Language=Java/%s; Platform=%s/%s)"
                .formatted(part(version), property("java.version"), property("os.name"), property("os.version"));
    }

    private String property(String name) {
        return part(system.getProperty(name, "unknown"));
    }

    /** A header takes no other characters, and the header's own punctuation must not come from a property. */
    private static String part(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._+-]", "_");
        return plain.substring(0, Math.min(LONGEST_PART, plain.length()));
    }
}
