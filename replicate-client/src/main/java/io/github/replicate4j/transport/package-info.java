/**
 * How requests travel: authorised, sent, retried, timed, and their answers decoded or turned into errors.
 */
@NullMarked
package io.github.replicate4j.transport;

import org.jspecify.annotations.NullMarked;
