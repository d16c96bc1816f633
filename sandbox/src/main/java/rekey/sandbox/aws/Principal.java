package rekey.sandbox.aws;

import java.util.Objects;

/**
 * Who makes a call: a user, a role in use, or one of AWS's services on its own behalf (<a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">principals</a>).
 */
public sealed interface Principal {
    /** Its name in messages and logs: an ARN, or a service's host name. */
    String id();

    /** Whose it is, {@link AwsAccount#ID} for the sandbox's own; a service's is the account that it acts for. */
    String account();

    /** A user of an account. */
    record User(String account, String name) implements Principal {
        public User {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String id() {
            return "arn:aws:iam::" + account + ":user/" + name;
        }
    }

    /**
     * A role that somebody has assumed.
     *
     * @param role its name, without a path
     * @param session a function's name, where a function uses the role
     */
    record RoleSession(String account, String role, String session) implements Principal {
        public RoleSession {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(session, "session");
        }

        @Override
        public String id() {
            return "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session;
        }

        /** The role's own, to which policies are attached. */
        public String roleArn() {
            return "arn:aws:iam::" + account + ":role/" + role;
        }
    }

    /**
     * One of AWS's services.
     *
     * @param host {@code events.amazonaws.com}
     */
    record Service(String host) implements Principal {
        public Service {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public String id() {
            return host;
        }

        @Override
        public String account() {
            return AwsAccount.ID;
        }
    }
}
