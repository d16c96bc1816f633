package rekey.sandbox.stack;

/** A resource could not be made or changed, and must be deleted or changed back all the same: a function saw to part of it. */
final class HalfMade extends RuntimeException {
    private final transient Made made;

    HalfMade(Made made, String reason) {
        super(reason);
        this.made = made;
    }

    Made made() {
        return made;
    }
}
