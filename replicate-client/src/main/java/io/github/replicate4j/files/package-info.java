/**
 * Files: uploads, and files among the inputs of models.
 */
@NullMarked
package io.github.replicate4j.files;

import org.jspecify.annotations.NullMarked;
