/**
 * The client's own JSON mapping, which an application's Jackson settings cannot disturb.
 */
@NullMarked
package io.github.replicate4j.json;

import org.jspecify.annotations.NullMarked;
