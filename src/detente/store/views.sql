-- What a store can be asked. The tables articles, mentions, times, reports, statements and figures hold the parts' rows;
-- the views below add what most questions need: the article's date and outlet, and the days
-- that a question's period is compared with: those an event may have taken place on, or those a statement or figure was published on.

-- Does an actor ("RUS", "RUS GOV", "UNO", a name, an entity) cover a mention?
create macro is_actor(mention, actor) as
    mention.code = actor
    or starts_with(mention.code, actor || ' ')
    or mention.entity = actor
    or lower(mention.name) = lower(actor);

create macro has_actor(mentions, actor) as
    len(list_filter(mentions, lambda mention: is_actor(mention, actor))) > 0;

-- One acts on the other, or both do something together with nobody else as its target.
create macro is_dyad(source, target, one, other) as
    (has_actor(source, one) and has_actor(target, other))
    or (has_actor(source, other) and has_actor(target, one))
    or (len(target) = 0 and has_actor(source, one) and has_actor(source, other)
        and len(list_filter(source, lambda mention: is_actor(mention, one) or is_actor(mention, other))) > 1);

-- Does a sentence of an article name an actor?
create macro names_actor(article_id, sentence, actor) as exists (
    select 1 from mentions as named
    where named.article = article_id
        and named.span.start >= sentence.start and named.span.end <= sentence.end
        and (named.code = actor or starts_with(named.code, actor || ' ') or named.entity = actor or lower(named.name) = lower(actor))
);

-- Is a figure about two actors: its subject is one of them, or its sentence names both?
create macro is_about(subject, article_id, sentence, one, other) as
    coalesce(is_actor(subject, one), false)
    or coalesce(is_actor(subject, other), false)
    or (names_actor(article_id, sentence, one) and names_actor(article_id, sentence, other));

create view reports_dated as
    select reports.*, articles.published, articles.outlet,
        coalesce(reports.time.start, reports.time.end, articles.published) as first_day,
        coalesce(reports.time.end, reports.time.start, articles.published) as last_day
    from reports join articles on articles.id = reports.article;

create view statements_dated as
    select statements.*, articles.published, articles.outlet, articles.published as first_day, articles.published as last_day
    from statements join articles on articles.id = statements.article;

create view figures_dated as
    select figures.*, articles.published, articles.outlet, articles.published as first_day, articles.published as last_day
    from figures join articles on articles.id = figures.article;

-- Reports with the event that they tell of; one that has not been merged is an event of its own.
create view reports_linked as
    select reports_dated.*, coalesce(links.event, reports_dated.id) as event, links.by as linked_by
    from reports_dated left join links on links.report = reports_dated.id;

-- One row per event: what a question in SQL needs. Best-supported fields, origins and dissent: `detente events`.
create view events as
    select event, mode(type) as type, mode(status) as status, min(first_day) as first_day, max(last_day) as last_day,
        count(*) as reports, count(distinct article) as articles, min(published) as first_seen, max(published) as last_seen,
        list(id order by published, id) as report_ids
    from reports_linked group by event;
