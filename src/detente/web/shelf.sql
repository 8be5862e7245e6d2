-- What the pages ask: flat tables in memory, made once from a store's parts, so that a page takes milliseconds.

create macro party_of(mention) as
    case when mention.code[1:3] in ('IGO', 'NGO', '---') then coalesce(mention.entity, mention.name) else mention.code[1:3] end;
create macro label_of(mention) as
    case when mention.code[1:3] in ('IGO', 'NGO', '---') then coalesce(mention.entity, mention.name) else mention.code end;
create macro labels_of(mentions) as list_sort(list_distinct(list_transform(mentions, lambda each: label_of(each))));
create macro parties_of(mentions) as list_sort(list_distinct(list_transform(mentions, lambda each: party_of(each))));
create macro names_of(mentions) as array_to_string(list_distinct(list_transform(mentions, lambda each: each.name)), ', ');

create table sheets as
    select id, page, url, outlet, published, published_from, lang, title, failure,
        list_distinct(list_transform(notes, lambda each: each.kind)) as flags
    from articles;

create table acts as
    select row_number() over () as n, *
    from (
        select id, article, type, mode, context, status, prominence, rule, reports_dated.score, first_day, last_day,
            coalesce(time.span is not null, false) as is_told, time.reason as reason,
            labels_of(source) as sources, labels_of(target) as targets, parties_of(source) as doers, parties_of(target) as receivers,
            names_of(source) as source_names, names_of(target) as target_names, names_of(attributed_to) as says,
            place.name as place, place.country as country, place.latitude as latitude, place.longitude as longitude,
            sentence.text as sentence, sentence.start as sentence_start, trigger.start as words_start, trigger.end as words_end,
            lower(sentence.text) as folded, coalesce(links.event, id) as event, links.event is not null as is_linked
        from reports_dated left join links on links.report = reports_dated.id
        order by first_day nulls last, article, trigger.start, id
    );

create table happenings as
    select event, count(*) as reports, count(distinct article) as articles from acts where is_linked group by event;

create table pairs as
    select one, other, n, any_value(first_day) as first_day, any_value(last_day) as last_day, any_value(type) as type,
        any_value(status) as status, any_value(act) as act, any_value(event) as event,
        bool_or(is_aimed and doer = one) as is_forward, bool_or(is_aimed and doer = other) as is_backward
    from (
        select n, first_day, last_day, type, status, event, hash(sources, targets) as act, doer,
            least(doer, party) as one, greatest(doer, party) as other, is_aimed
        from (
            select *, unnest(case when len(receivers) > 0 then receivers else doers end) as party, len(receivers) > 0 as is_aimed
            from (select n, first_day, last_day, type, status, event, sources, targets, doers, receivers, unnest(doers) as doer from acts)
        )
        where doer <> party
    )
    group by one, other, n
    order by one, other, n;

create table dyads as
    select one, other, count(*) as reports, min(first_day) as first_day, max(last_day) as last_day,
        count(*) filter (score > 0) as cooperation, count(*) filter (score < 0) as conflict
    from pairs left join scores using (type)
    group by one, other;

create table parts as
    select unnest(list_distinct(list_concat(doers, receivers))) as party, type, status, first_day, last_day from acts;

create table spots as
    select place, country, latitude, longitude, type, status, first_day, last_day, scores.score as score
    from acts left join scores using (type)
    where place is not null and latitude is not null and longitude is not null;

create table sayings as
    select row_number() over () as n, *
    from (
        select id, article, speaker.name as speaker, label_of(speaker) as code, party_of(speaker) as party, cue.text as cue, stance, kind,
            addressee.name as addressee, names_of(attributed_to) as says, first_day, last_day, rule,
            content.text as content, sentence.text as sentence, sentence.start as sentence_start,
            content.start as words_start, content.end as words_end, lower(sentence.text) as folded
        from statements_dated
        order by first_day nulls last, article, content.start, id
    );

create table speakers as
    select speaker, any_value(code) as code, count(*) as statements, max(last_day) as last_day
    from sayings where speaker is not null
    group by speaker;

create table amounts as
    select row_number() over () as n, *
    from (
        select id, article, value, upper, bound, unit, direction, measure, label_of(subject) as subject, period.value as period, base,
            names_of(attributed_to) as says, first_day, last_day, rule, span.text as words,
            sentence.text as sentence, sentence.start as sentence_start, span.start as words_start, span.end as words_end, lower(sentence.text) as folded
        from figures_dated
        order by first_day nulls last, article, span.start, id
    );

create table counted as
    select id as article, coalesce(acts, 0) as reports, coalesce(sayings, 0) as statements, coalesce(amounts, 0) as figures
    from sheets
    left join (select article as id, count(*) as acts from acts group by article) using (id)
    left join (select article as id, count(*) as sayings from sayings group by article) using (id)
    left join (select article as id, count(*) as amounts from amounts group by article) using (id);
