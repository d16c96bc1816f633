package rekey.sandbox.contract;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** All of the contract, for one back end that is made once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AwsContract {
    @AutoClose
    private final BackEnd backEnd;

    AwsContract(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    @Nested
    class Puts extends PutContract {
        Puts() {
            super(backEnd);
        }
    }

    @Nested
    class Reads extends ReadContract {
        Reads() {
            super(backEnd);
        }
    }

    @Nested
    class Lists extends ListContract {
        Lists() {
            super(backEnd);
        }
    }

    @Nested
    class Policies extends PolicyContract {
        Policies() {
            super(backEnd);
        }
    }

    @Nested
    class Keys extends KeyContract {
        Keys() {
            super(backEnd);
        }
    }

    @Nested
    class Topics extends TopicContract {
        Topics() {
            super(backEnd);
        }
    }

    @Nested
    class Queues extends QueueContract {
        Queues() {
            super(backEnd);
        }
    }

    @Nested
    class Rules extends RuleContract {
        Rules() {
            super(backEnd);
        }
    }

    @Nested
    class Functions extends FunctionContract {
        Functions() {
            super(backEnd);
        }
    }

    @Nested
    class Callers extends CallerContract {
        Callers() {
            super(backEnd);
        }
    }
}
