/// What an operator sees: alarms, each with a section in the runbook, and the dashboard.
@NullMarked
package com.atom.shopify.infra.watch;

import org.jspecify.annotations.NullMarked;
