# mypy: ignore-errors
# ruff: noqa: E501
# Runs inside the other Python, at build time: in it there are no types, and little else.
"""Lets the checker answer once of each kind, so that what it makes on first use is made before the image is.

Imports inside functions, compiled patterns and the like happen here; afterwards nothing is
imported any more. The rules below are no incident's: the image belongs to none.
"""

RULES = """{"format":1,"questions":[
{"key":"whom","kind":"choice","options":["me","child"],"about":true},
{"key":"thing","kind":"events","fields":[{"key":"place","kind":"choice","options":["here","there"]},{"key":"when","kind":"period"}]},
{"key":"roles","kind":"choices","options":["one","two"]},
{"key":"stay","kind":"period","lasting":true}],
"cohorts":[
{"key":"a","when":{"event":"thing","fits":{"all":[{"answer":"place","in":["here"]},{"answer":"when","within":["2010-04-01","2011-05-31"]}]}},"inside":"likely","outside":"not-named","data":["name"]},
{"key":"b","when":{"any":[{"answer":"roles","has":["one"]},{"not":{"answer":"stay","within":[null,"2001-01-01"]}}]},"unless":{"cohort":"a"},"inside":"listed","outside":"unlikely","data":["name","address"]}],
"data":["name","address"],"cases":[]}"""

REQUESTS = (
    '{"answers":{}}',
    '{"answers":{"whom":"me"}}',
    '{"answers":{"whom":"me","thing":{"events":[{"place":"here","when":["2010","2012-04/.."]}],"more":false},"roles":null}}',
    '{"answers":{"whom":"child","thing":{"events":[{"place":"here","when":["2010-05-03"]}],"more":null},"roles":["one"],"stay":null}}',
    '{"answers":{"whom":"me","thing":{"events":[],"more":false},"roles":"none","stay":[{"from":{"year":"1999","month":""},"to":"2004"}]}}',
    '{"answers":{"whom":"me","thing":"","roles":[],"stay":[{"from":{"year":"x","month":"1"},"to":"2004"}]}}',
    '{"answers":{"whom":null,"thing":null,"roles":null,"stay":null}}',
    '{"answers":{"whom":7}}',
    '{"answers":{"whom":"m\\u00e9"}}',
    '{"answers":',
    '{"answers": {"a": true, "b": 1',
    "[NaN]",
)


def warm(load):
    """Answer every request once, and meet rules that cannot be read."""
    respond = load(RULES)
    for request in REQUESTS:
        respond(request)
    for refused in ("{}", "[", "[" * 2000):
        try:
            load(refused)
        except ValueError:
            continue
        raise AssertionError("rules that are none were read")
