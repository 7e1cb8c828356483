/**
 * The content of files, whichever they are: read as a stream, and saved whole under a name that is safe.
 */
@NullMarked
package io.github.replicate4j.content;

import org.jspecify.annotations.NullMarked;
