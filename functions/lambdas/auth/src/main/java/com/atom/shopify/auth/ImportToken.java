package com.atom.shopify.auth;

import com.atom.shopify.admin.AccessToken;
import com.atom.shopify.edge.Answer;
import com.atom.shopify.edge.Call;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.oauth.Grant;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Brings in a permanent token: it is exchanged for an expiring pair, which is stored once the shop has said with it who it is. The
/// permanent one has ended then.
@Singleton
final class ImportToken {
    private final ConnectStore connect;
    private final Clock clock;

    ImportToken(ConnectStore connect, Clock clock) {
        this.connect = connect;
        this.clock = clock;
    }

    Answer answer(Call call) {
        var user = call.userAlone();
        var token = call.body(NewToken.class);
        var grant = switch (token.grant()) {
            case PERMANENT -> new Grant.Permanent(AccessToken.of(token.accessToken()));
        };
        return Answer.ok(connect.with(user, ShopDomain.parse(token.shop()), grant, clock.instant(), call.deadline()))
                .withStatus(201);
    }
}
