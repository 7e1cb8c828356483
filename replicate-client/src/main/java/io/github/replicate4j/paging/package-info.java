/**
 * Lists that come in pages.
 */
@NullMarked
package io.github.replicate4j.paging;

import org.jspecify.annotations.NullMarked;
