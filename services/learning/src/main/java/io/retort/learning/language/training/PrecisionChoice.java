package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchEngine;

/** Says in which precision a new student's matrix products are done, for its life. */
@FunctionalInterface
public interface PrecisionChoice {

    /** @return one that the engine has on this machine */
    Precision of(TorchEngine engine, ModelConfiguration configuration);
}
