/// What the product tells the platform about stores: ids and versions, and nothing about a person.
@NullMarked
package com.atom.shopify.announcements;

import org.jspecify.annotations.NullMarked;
