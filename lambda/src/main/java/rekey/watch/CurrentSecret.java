package rekey.watch;

import rekey.rotation.Rotation;

/** The secret in use, which may be one that a person has stored: the ledger gets to know it, with an assumed end. */
record CurrentSecret(Rotation rotation) implements Duty {
    @Override
    public String name() {
        return "the secret in use";
    }

    /** The first to call AWS and to wait for its answers. */
    @Override
    public int weight() {
        return 2;
    }

    @Override
    public void attend(Round round) {
        rotation.adoption()
                .adopt(rotation.secrets().read(round.deadline()), Round.WATCH, round.deadline(), round.journal());
    }
}
