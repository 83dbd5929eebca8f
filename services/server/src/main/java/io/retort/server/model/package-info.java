/**
 * Models as a server holds them: loaded from a checkpoint, answering requests. What every kind has in common stands in {@link
 * io.retort.server.model.ServedModel}; what one kind of request needs stands in an interface of its own, such as {@link
 * io.retort.server.model.ServedClassifier}, so that a model that generates text takes its place beside the classifier with an
 * interface and a {@link io.retort.server.model.ModelLoader}, and fetching, swapping and leasing stay as they are.
 */
@NullMarked
package io.retort.server.model;

import org.jspecify.annotations.NullMarked;
