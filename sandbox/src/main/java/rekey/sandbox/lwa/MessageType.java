package rekey.sandbox.lwa;

/** Amazon's two <a href="https://developer-docs.amazon.com/sp-api/docs/set-up-credential-rotation-notifications">messages</a> about client secrets. */
public enum MessageType {
    /** A client secret ends soon. */
    EXPIRY("APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY"),
    /** A client secret was issued; this is its only copy. */
    NEW_SECRET("APPLICATION_OAUTH_CLIENT_NEW_SECRET");

    private final String amazonsName;

    MessageType(String amazonsName) {
        this.amazonsName = amazonsName;
    }

    /** What {@code notificationType} says. */
    public String amazonsName() {
        return amazonsName;
    }
}
