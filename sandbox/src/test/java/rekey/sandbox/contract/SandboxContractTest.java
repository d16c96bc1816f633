package rekey.sandbox.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import rekey.sandbox.Sandbox;
import rekey.sandbox.contract.shape.CheckedAnswers;

/** The contract, kept by the sandbox. */
class SandboxContractTest extends AwsContract {
    SandboxContractTest() {
        super(sandbox());
    }

    private static BackEnd sandbox() {
        try {
            Sandbox sandbox = Sandbox.start(0);
            return new BackEnd(
                            "the sandbox",
                            sandbox.endpoint(),
                            Gaps.SANDBOX,
                            sandbox.deployTokenFunction("my-erp"),
                            CheckedAnswers.againstTheSdk())
                    .owning(sandbox::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
