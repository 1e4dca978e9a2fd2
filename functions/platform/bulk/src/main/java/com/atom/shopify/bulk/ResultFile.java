package com.atom.shopify.bulk;

import java.net.URI;

/// Where the rows of an operation are, for seven days (shopify-platform 7), and how many Shopify says there are.
///
/// @param rows the lines
/// @param roots the lines without a parent
/// @param bytes the length of the file
public record ResultFile(URI address, long rows, long roots, long bytes) {
    /// Without the address, which is signed.
    @Override
    public String toString() {
        return "ResultFile[" + rows + " rows]";
    }
}
