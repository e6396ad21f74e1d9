"""Questions over two vintages of a landscape of another foundation, with fields of its own."""

from __future__ import annotations

import pytest
from building import Ask

EARLY = """# Date: 2022-03-31
landscape:
  - name: Navigation
    subcategories:
      - name: Chart Plotting
        items:
          - name: Brinemap
            project: graduated
            repo_url: https://git.hull.example/brinemap/core
            organization: Tidewright Oy
            country: Finland
            extra: {accepted: '2016-05-10', graduated: '2019-09-12'}
          - {name: Soundwell, project: sandbox, homepage_url: 'https://sound.example', extra: {accepted: '2021-01-20'}}
          - {name: Tremorlog, project: archived, extra: {accepted: '2018-01-15', archived: '2021-05-05'}}
          - {name: Slickwatch, homepage_url: 'https://slick.example'}
      - name: Route Planning
        items:
          - name: Leewardly
            project: graduated
            second_path: Navigation / Chart Plotting
            extra: {accepted: '2015-11-02', graduated: '2018-04-04'}
          - name: Windrose
            project: incubating
            homepage_url: https://a.example
            extra: {accepted: '2019-10-10', incubating: '2020-01-02'}
  - name: OHA Members
    subcategories:
      - name: Bosun
        items:
          - {name: Tidewright Oy (member), joined: '2015-11-02'}
          - {name: Quaylight (member), joined: '2021-07-07'}
          - {name: Slickwatch (member), joined: '2021-07-08'}
"""
WINDROSE = EARLY[EARLY.index("          - name: Windrose") : EARLY.index("  - name: OHA")]
SOUNDWELL = "          - {name: Soundwell"
MOVED = WINDROSE.replace("a.example", "b.example") + SOUNDWELL
LATE = EARLY.replace("2022-03-31", "2024-03-31").replace(WINDROSE, "").replace(SOUNDWELL, MOVED)


DOCUMENTS = {"hull-2022.yml": EARLY, "hull-2024.yml": LATE}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("How many graduated in 2019?", ["1"]),
        ("How many joined in 2018?", ["1"]),
        ("Count the graduated projects.", ["2"]),
        ("Name the incubating and graduated projects in Navigation", ["Brinemap", "Leewardly", "Windrose"]),
        ("Have both Brinemap and Leewardly graduated?", ["yes"]),
        ("Are Brinemap and Soundwell both graduated?", ["no"]),
        ("Is neither Soundwell nor Tremorlog graduated?", ["yes"]),
        ("Is either Soundwell or Brinemap graduated?", ["yes"]),
        ("Is Quaylight a member of the OHA?", ["yes"]),
        ("Is Slickwatch an OHA project?", ["no"]),
        ("Is Brinemap an OHA project?", ["yes"]),
        ("Since when has Quaylight been a member?", ["2021-07-07"]),
        ("What kind of OHA member is Quaylight?", ["Bosun"]),
        ("Under which heading does Soundwell stand?", ["Chart Plotting"]),
        ("Where else is Leewardly listed besides Route Planning?", ["Chart Plotting"]),
        ("Which graduated projects share a heading with Soundwell?", ["Brinemap"]),
        ("How many tools does the category Chart Plotting contain?", ["5"]),
        ("In which repository is Brinemap developed?", ["https://git.hull.example/brinemap/core"]),
        ("Under which Git repository is Brinemap developed?", ["https://git.hull.example/brinemap/core"]),
        ("What is the web address of Soundwell?", ["https://sound.example"]),
        ("Where on the web do I find Soundwell?", ["https://sound.example"]),
        ("In which category was Windrose in 2022?", ["Route Planning"]),
        ("What was the home page of Windrose in 2022?", ["https://a.example"]),
        ("What is the home page of Windrose?", ["https://b.example"]),
        ("What graduated in 2018?", ["Leewardly"]),
        ("Which ones were archived in 2021?", ["Tremorlog"]),
        ("Name the two most recently graduated projects", ["Brinemap", "Leewardly"]),
        ("Which projects joined between 2020 and now?", ["Soundwell"]),
        ("Which level had Brinemap attained by the end of 2018?", ["sandbox"]),
        ("What was Brinemap's level when it joined?", ["sandbox"]),
        ("Under which layer is Brinemap filed?", ["Navigation"]),
        ("Which layer is Leewardly in?", ["Navigation"]),
        ("In which layer are Brinemap and Leewardly?", ["Navigation"]),
        ("In which part of the landscape is Windrose?", ["Chart Plotting"]),
        ("What part of the landscape covers route planning?", ["Navigation"]),
        ("Which layer has the most graduated projects?", ["Navigation"]),
        ("How many items does Chart Plotting contain?", ["5"]),
        ("Who are the bosun members of the OHA?", ["Quaylight", "Slickwatch", "Tidewright Oy"]),
        ("Is Leewardly in the Chart Plotting category?", ["yes"]),
        ("Is Tremorlog in the Route Planning category?", ["no"]),
        ("Do Brinemap and Tremorlog share a category?", ["yes"]),
        ("Is Slickwatch still in the landscape?", ["yes"]),
        ("Did Windrose change its home page since 2022?", ["yes"]),
        ("Did Brinemap change its category since 2022?", ["no"]),
        ("Has Windrose moved to another category?", ["yes"]),
        ("Which projects changed their category between 2022 and now?", ["Windrose"]),
        ("Which projects have a new home page since 2022?", ["Windrose"]),
        ("Whose projects' websites are different ones since 2022?", ["Windrose"]),
        ("Which ones found a different heading since 2022?", ["Windrose"]),
        ("What was the previous website of Windrose?", ["https://a.example"]),
        ("Who joined in 2021 as a bosun member?", ["Quaylight", "Slickwatch"]),
        ("Among Brinemap, Leewardly and Tremorlog, which was accepted earliest?", ["Leewardly"]),
        ("Which member joined first?", ["Tidewright Oy"]),
        ("Where else is Leewardly filed?", ["Chart Plotting"]),
        ("Brinemap graduation", ["2019-09-12"]),
        ("How many of the projects accepted in 2021 are still in the sandbox?", ["1"]),
        ("Which of the projects that joined in 2015 have graduated?", ["Leewardly"]),
        ("Was Leewardly ever in the sandbox?", ["yes"]),
        ("Did Windrose get a new home page?", ["yes"]),
        ("What was the old home page of Windrose?", ["https://a.example"]),
        ("Windrose vs Leewardly: who joined first?", ["Leewardly"]),
        ("Was Windrose one of the Chart Plotting projects in 2022?", ["no"]),
        ("Which projects were in Route Planning in 2022?", ["Leewardly", "Windrose"]),
        ("From which category was Windrose moved?", ["Route Planning"]),
        ("Did Brinemap get a new category?", ["no"]),
        ("Which projects were filed under another category in 2022 than today?", ["Windrose"]),
        ("country page of Brinemap", ["Finland"]),
        ("From which country does Brinemap come?", ["Finland"]),
        ("Where do I find the country entry of Brinemap?", ["Finland"]),
        ("Which organization is behind Brinemap?", ["Tidewright Oy"]),
        ("How mature was Windrose on 3 February 2020?", ["incubating"]),
        ("Which project was the last one to graduate?", ["Brinemap"]),
        ("How many projects have graduated so far?", ["2"]),
        ("What is the total number of incubating projects?", ["1"]),
        ("Give me all projects in Route Planning that have graduated.", ["Leewardly"]),
        ("Did Leewardly graduate before Brinemap?", ["yes"]),
        ("Did Brinemap graduate before Leewardly?", ["no"]),
        ("Is Soundwell younger than Brinemap?", ["yes"]),
        ("Did Brinemap graduate in 2020?", ["no"]),
        ("Did Brinemap graduate in 2019?", ["yes"]),
        ("Was Tremorlog accepted in 2018?", ["yes"]),
        ("Has Windrose left incubation?", ["no"]),
        ("Which of Brinemap and Leewardly joined earlier?", ["Leewardly"]),
        ("Which project has been with the OHA the longest?", ["Leewardly"]),
        ("How long ago did Leewardly graduate?", ["2018-04-04"]),
        ("Brinemap acceptance date", ["2016-05-10"]),
        ("What was the level of Windrose in March 2020?", ["incubating"]),
        ("Where does the code of Brinemap live?", ["https://git.hull.example/brinemap/core"]),
        ("Which membership tier does Quaylight have?", ["Bosun"]),
        ("Is Quaylight a Bosun member?", ["yes"]),
        ("Bosun members of the OHA", ["Quaylight", "Slickwatch", "Tidewright Oy"]),
        ("How many members does the OHA have?", ["3"]),
        ("List everything in Route Planning", ["Leewardly"]),
        ("Where was Windrose listed before it moved?", ["Route Planning"]),
        ("Which category was Windrose in before?", ["Route Planning"]),
        ("Which Bosun members joined after 2020?", ["Quaylight", "Slickwatch"]),
        ("In which other category does Leewardly appear?", ["Chart Plotting"]),
    ],
)
def test_what_records_say_is_asked_in_many_words(ask: Ask, question: str, items: list[str]) -> None:
    assert [item.label for item in ask(question).items] == items


def test_a_field_that_no_record_has_is_not_answered(ask: Ask) -> None:
    assert ask("What is the currency of Brinemap?").status == "unanswerable"
    assert ask("From which country does Soundwell come?").status == "unanswerable"


def test_a_steering_word_is_no_misspelt_name(ask: Ask) -> None:
    assert "Since" not in ask("Since when has Soundwell been painted?").answer
