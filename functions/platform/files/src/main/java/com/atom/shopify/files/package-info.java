/// How S3 is reached.
@NullMarked
package com.atom.shopify.files;

import org.jspecify.annotations.NullMarked;
