/** What the decisions of the deployments topic come to. */
@NullMarked
package io.retort.schemas.deployment;

import org.jspecify.annotations.NullMarked;
